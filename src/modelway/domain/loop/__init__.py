"""What a leader defines, answers each evening and plans for tomorrow."""
