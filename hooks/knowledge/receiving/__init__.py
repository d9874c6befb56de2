"""What readers send, by form or by mail, into threads and questions, held for a person to read."""
