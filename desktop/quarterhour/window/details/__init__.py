"""What is rarely entered: more about one service, and about the practice."""
