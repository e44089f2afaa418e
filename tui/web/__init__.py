"""The board in a browser. The one place that knows textual-serve and aiohttp, which come with the extra `web`."""
