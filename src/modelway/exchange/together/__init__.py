"""What machines exchange, as text and as sealed bytes."""
