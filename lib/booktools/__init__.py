"""What builds the book; attractor never imports it."""
