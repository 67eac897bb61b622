"""The web pages: the Django project, its shared pages and templates."""
