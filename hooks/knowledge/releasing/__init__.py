"""Bringing a built site to where readers find it: whole, in one step, and with a way back."""
