"""Looking back on a period or over many weeks, and explaining what is seen there."""
