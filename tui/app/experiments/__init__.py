"""All experiments, and the templates that can be started."""
