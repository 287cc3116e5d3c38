"""From domain data to screens and JSON. Nothing here asks a question or reads the store."""
