"""What Textual calls the buttons of the mouse."""

RIGHT_BUTTON = 3
