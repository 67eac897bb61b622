"""The entry point for a web server."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "audiatur.site.settings")

application = get_wsgi_application()

import_module("audiatur.site.urls")
# What is loaded by now stays until the end: going through it for garbage would hold every page up for a third of a
# second now and then.
gc.collect()
gc.freeze()
# A page makes some ten thousand rows and words at once, which go when it is drawn.
gc.set_threshold(50_000, 20, 50)
