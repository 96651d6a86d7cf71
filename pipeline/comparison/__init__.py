"""When two claims are comparable, how they stand to each other, which one probably holds."""
