"""Customers: what they agreed to, how we keep in touch, what is asked of them and owed to them."""
