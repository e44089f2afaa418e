"""Board definitions: YAML in, `BoardDefinition` out, and where the files are found. The only importer of yaml."""
