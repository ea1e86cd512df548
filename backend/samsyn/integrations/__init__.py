"""What Samsyn exchanges with other systems: one folder per counterpart.

A counterpart's folder knows its protocol and nothing of the screens; whatever it learns goes into the tables
of the domains below through their own commands.
"""
