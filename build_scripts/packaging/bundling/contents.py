"""What goes into the bundle, and what has to stay out of it."""

from __future__ import annotations

import re

# What of `resources` Quarterhour reads. The tables are in the reference database.
RESOURCES = (
    *("reference.sqlite", "help", "icons", "payers", "samples"),
    *("components.toml", "license.txt"),
)
# Qt's parts that Quarterhour doesn't use.
OTHER_QT_MODULES = (
    *("QtConcurrent", "QtDBus", "QtDesigner", "QtHelp", "QtNetwork", "QtOpenGL", "QtOpenGLWidgets"),
    *("QtQml", "QtQuick", "QtQuickControls2", "QtQuickTest", "QtQuickWidgets", "QtSql"),
    *("QtSvgWidgets", "QtTest", "QtUiTools", "QtXml"),
)
NETWORK_MODULES = (
    *("_socket", "socket", "_ssl", "ssl", "socketserver", "asyncio", "http", "xmlrpc"),
    *("ftplib", "imaplib", "poplib", "smtplib", "urllib.request", "urllib.response"),
)
# The standard library hashes without OpenSSL. What follows it here is asked for, and never used,
# by packages that are.
EXCLUDED_MODULES = (
    *(f"PySide6.{module}" for module in OTHER_QT_MODULES),
    *NETWORK_MODULES,
    *("_hashlib", "concurrent", "doctest", "email", "multiprocessing", "pdb", "pydoc", "unittest"),
    *("click_default_group", "pip", "setuptools", "pkg_resources", "tkinter"),
    *(
        "numpy",
        "pandas",
        "IPython",
        "tabulate",
        "tzdata",
        "sqlite_utils.cli",
        "sqlean",
        "pysqlite3",
        "readline",
    ),
)

_PLUGINS = {
    "platforms": ("qxcb", "qoffscreen", "qwindows", "qcocoa"),
    "imageformats": ("qico", "qsvg", "qicns"),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindowsstyle", "qwindowsvistastyle", "qmacstyle"),
    "platforminputcontexts": ("composeplatforminputcontext", "ibusplatforminputcontext"),
    "printsupport": None,
    "xcbglintegrations": (),
}
_PLUGIN = re.compile(r"(?:^|/)plugins/([\w-]+)/(?:lib)?([\w-]+)\.\w+$")
# The last line is what only Qt's plugins for GTK and Kerberos ask of a Linux system.
_UNWANTED = re.compile(
    r"Qt6?(?:Qml|Quick|Network|OpenGL|Sql|Test|VirtualKeyboard|Pdf|Wayland|EglFS|WebEngine|Designer)"
    r"|opengl32sw|d3dcompiler|libcrypto|libssl|/translations/|\.dist-info/"
    r"|lib(?:cairo|pango|pixman|wayland|gssapi|krb5|k5crypto|keyutils|atk|gdk)",
    re.IGNORECASE,
)


def is_wanted(name: str) -> bool:
    """Tell whether a file belongs into the bundle, by its name there."""
    name = name.replace("\\", "/")
    if plugin := _PLUGIN.search(name):
        kind, own_name = plugin.groups()
        chosen = _PLUGINS.get(kind, ())
        return chosen is None or own_name in chosen
    return not _UNWANTED.search(name)
