"""What the visit comes to: why, hints, payment and totals. Nothing here is computed."""
