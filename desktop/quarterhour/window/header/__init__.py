"""The entries above the table: date of service, place, rule and deductible."""
