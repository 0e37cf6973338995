"""What is seldom entered: more about one service, and about the practice."""
