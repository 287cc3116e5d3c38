"""What this machine knows of the others: numbered commands, and the journal that all of them come to."""
