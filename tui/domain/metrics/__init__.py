"""Figures of experiments, and how sure they are: satisfaction, loyalty, retention, conversion, and times of response.

Inputs are kept, values are worked out of them each time, as exact fractions. An interval is given where there is one
that holds what it promises for the few answers that teams have; where there is none, it is said why.
"""
