import logging

# What goes wrong is told by our own reasons; the libraries' warnings and tracebacks are for nobody's screen.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
