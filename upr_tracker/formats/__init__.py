"""How days, times and numbers are written and typed, where Django has no or another rule."""
