"""What reminds a leader elsewhere: calendars."""
