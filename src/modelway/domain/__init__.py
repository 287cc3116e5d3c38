"""Pure: frozen data and arithmetic. No I/O, no clock, no framework; today is always an argument."""
