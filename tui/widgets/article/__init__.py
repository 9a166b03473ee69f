"""The article pane: layout, painting, caret and selection."""
