"""Commands of the nightly loop: values, journal, today, plan, nights."""
