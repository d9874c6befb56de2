"""The rooms behind the doors: from text files to a cross-referenced knowledge base.

Nothing in here but `state` and `page` knows MkDocs. Data flows one way:
`collect` → `render` → `connect` → `present` → `publish`; what passes between the
rooms are the frozen dataclasses of `model`.
"""
