"""How the models that ship with Audiatur are trained; not needed to run it."""
