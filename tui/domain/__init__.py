"""What is true: records, operations, rules. Pure; time, randomness and the disk are arguments."""
