"""The four charts of the flow, drawn in cells: a function of a report and a size each, with no widgets in it."""

from tui.app.charts.ageing import ageing_chart
from tui.app.charts.cumulative import cumulative_chart
from tui.app.charts.cycle import cycle_chart
from tui.app.charts.throughput import throughput_chart

__all__ = ["ageing_chart", "cumulative_chart", "cycle_chart", "throughput_chart"]
