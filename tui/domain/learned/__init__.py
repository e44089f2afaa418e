"""What was learned and measured as a reader may see it: for all that leaves, reports and digests."""
