"""A month of work that never was: a workspace to look around in, told by the same operations that people use."""

from tui.demo.building import DEMO_NOW, build_demo, clock_from

__all__ = ["DEMO_NOW", "build_demo", "clock_from"]
