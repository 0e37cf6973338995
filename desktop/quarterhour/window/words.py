"""The words of menus, and the titles of dialogs and sections. Nothing is looked up by them."""

from __future__ import annotations

from enum import Enum, auto

from quarterhour.units import EIGHT_MINUTE_RULE, MIDPOINT
from quarterhour.visit import CPT_MIDPOINT, MEDICARE


class Menu(Enum):
    """A menu of the menu bar, or one within it."""

    FILE = auto()
    RECENT = auto()
    SAMPLES = auto()
    EDIT = auto()
    VISIT = auto()
    VIEW = auto()
    HELP = auto()


class Command(Enum):
    """What an entry of a menu does."""

    NEXT_VISIT = auto()
    GO_NEXT_VISIT = auto()
    GO_PREVIOUS_VISIT = auto()
    REPEAT_VISIT = auto()
    RENAME_VISIT = auto()
    DELETE_VISIT = auto()
    VISIT_LIST = auto()
    COPY_DAY = auto()
    EXPORT_DAY = auto()
    PRINT_DAY = auto()
    NEW_WINDOW = auto()
    OPEN = auto()
    CLEAR_RECENT = auto()
    SAVE = auto()
    SAVE_AS = auto()
    EXPORT = auto()
    PRINT = auto()
    PREVIEW = auto()
    DETAILED = auto()
    FEE_SCHEDULES = auto()
    YEARLY_AMOUNTS = auto()
    CLOSE_WINDOW = auto()
    QUIT = auto()
    UNDO = auto()
    REDO = auto()
    CUT = auto()
    COPY_ROW = auto()
    PASTE_ROWS = auto()
    FILL_DOWN = auto()
    DUPLICATE_ROW = auto()
    MOVE_ROW_UP = auto()
    MOVE_ROW_DOWN = auto()
    DELETE_ROW = auto()
    SERVICE_DETAILS = auto()
    PATIENT_YEAR = auto()
    CLAIM_STATEMENTS = auto()
    NEXT_TO_SETTLE = auto()
    PREVIOUS_TO_SETTLE = auto()
    VISIT_LABEL = auto()
    AUDIT_DAY = auto()
    PEOPLE = auto()
    COPY_CLAIM_LINES = auto()
    COPY_CLAIM_CSV = auto()
    PRACTICE = auto()
    OWN_WORDS = auto()
    PRICE_LIST = auto()
    USUAL_VISITS = auto()
    SETTINGS = auto()
    COMPARE_RULES = auto()
    COMPARE_FEES = auto()
    EXPLANATION = auto()
    ASSISTANT_COLUMN = auto()
    NEXT_PANE = auto()
    PREVIOUS_PANE = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    USUAL_SIZE = auto()
    GUIDE = auto()
    ABOUT_SERVICE = auto()
    SHOW_SAMPLE = auto()
    ABOUT = auto()


class Title(Enum):
    """The title of a dialog or of a part of one, of a section or a total, or of a cell's menu.

    Where it has a number or a name in it, braces show where.
    """

    TO_SETTLE = auto()
    EXPLANATION = auto()
    PAYMENT = auto()
    UNITS = auto()
    PATIENT_PAYS = auto()
    MEDICARE_PAYS = auto()
    PAYER_PAYS = auto()
    DISCIPLINE_MENU = auto()
    TIE_MENU = auto()
    MODIFIER_MENU = auto()
    SERVICE_DETAILS = auto()
    SERVICE_DETAILS_OF_ROW = auto()
    CLAIM_STATEMENTS = auto()
    REVIEW = auto()
    PAIRS = auto()
    PATIENT_YEAR = auto()
    OTHER_PAYERS = auto()
    VISIT_LABEL = auto()
    PRACTICE = auto()
    THIS_VISIT = auto()
    KEPT_FOR_NEW_VISITS = auto()
    OWN_WORDS = auto()
    PRICE_LIST = auto()
    USUAL_VISITS = auto()
    CODE_RULES = auto()
    SETTINGS = auto()
    NEW_VISITS = auto()
    WINDOW = auto()
    COMPARE_RULES = auto()
    COMPARE_FEES = auto()
    YEARS = auto()
    LOCALITIES = auto()
    FEE_SCHEDULES = auto()
    YEARLY_AMOUNTS = auto()
    LOADED = auto()
    SOURCES = auto()
    MISSING = auto()
    PAGES = auto()
    RESULTS = auto()
    GUIDE = auto()
    GUIDE_PAGE = auto()
    ABOUT = auto()
    OPEN_VISIT = auto()
    SAVE_VISIT = auto()
    EXPORT = auto()
    PREVIEW = auto()
    IMPORT = auto()
    IMPORT_FOLDER = auto()
    IMPORT_PRICES = auto()


class Table(Enum):
    """A table whose columns have titles; those of the services stand with their columns."""

    YEARS = auto()
    LOCALITIES = auto()
    LOCALITIES_COPIED = auto()
    RULES = auto()
    LOADED = auto()
    PRICES = auto()
    YEARLY_AMOUNTS = auto()


TABLE_WORDS = {
    Table.YEARS: ("Dates of service", "Release", "Fee", "Fee with MPPR", "Change", "Change %"),
    Table.LOCALITIES: ("Locality", "Fee", "Fee with MPPR", "Difference", "Difference %"),
    Table.LOCALITIES_COPIED: (
        "Locality",
        "Number",
        "Fee",
        "Fee with MPPR",
        "Difference",
        "Difference %",
    ),
    Table.RULES: ("Service", "Minutes", EIGHT_MINUTE_RULE.title, MIDPOINT.title),
    Table.PRICES: ("Code", "Service", "Charge", "Check"),
    Table.YEARLY_AMOUNTS: (
        "Year",
        "KX threshold",
        "Part B deductible",
        "Qualifying APM factor",
        "Review threshold",
        "Work GPCI floor",
        "From",
    ),
    Table.LOADED: ("", "Kind", "Release", "For dates", "From"),
}
# What the payers are called that are known without a file.
PAYERS = {MEDICARE: "Medicare Part B", CPT_MIDPOINT: "CPT midpoint, units only"}
WORDS: dict[Menu | Command | Title, str] = {
    Menu.FILE: "&File",
    Menu.RECENT: "Open &recent",
    Menu.SAMPLES: "Open sa&mple visit",
    Menu.EDIT: "&Edit",
    Menu.VISIT: "V&isit",
    Menu.VIEW: "&View",
    Menu.HELP: "&Help",
    Command.NEXT_VISIT: "Next visi&t",
    Command.GO_NEXT_VISIT: "Go to the ne&xt visit",
    Command.GO_PREVIOUS_VISIT: "G&o to the previous visit",
    Command.REPEAT_VISIT: "Repe&at this visit",
    Command.RENAME_VISIT: "&Rename visit",
    Command.DELETE_VISIT: "&Delete visit",
    Command.VISIT_LIST: "&Visits",
    Command.COPY_DAY: "Copy t&he day",
    Command.EXPORT_DAY: "Expor&t the day\u2026",
    Command.PRINT_DAY: "Pr&int the day\u2026",
    Command.NEW_WINDOW: "&New day",
    Command.OPEN: "&Open\u2026",
    Command.CLEAR_RECENT: "&Clear this list",
    Command.SAVE: "&Save",
    Command.SAVE_AS: "Save &as\u2026",
    Command.EXPORT: "&Export\u2026",
    Command.PRINT: "&Print\u2026",
    Command.PREVIEW: "Print previe&w\u2026",
    Command.DETAILED: "S&how calculations and sources",
    Command.FEE_SCHEDULES: "&Fee schedules\u2026",
    Command.YEARLY_AMOUNTS: "&Yearly amounts\u2026",
    Command.CLOSE_WINDOW: "&Close window",
    Command.QUIT: "&Quit",
    Command.UNDO: "&Undo",
    Command.REDO: "&Redo",
    Command.CUT: "Cu&t",
    Command.COPY_ROW: "C&opy",
    Command.PASTE_ROWS: "P&aste",
    Command.FILL_DOWN: "Fill from a&bove",
    Command.DUPLICATE_ROW: "Dupl&icate row",
    Command.MOVE_ROW_UP: "Move row u&p",
    Command.MOVE_ROW_DOWN: "Move row do&wn",
    Command.DELETE_ROW: "&Delete row",
    Command.SERVICE_DETAILS: "&Service details\u2026",
    Command.PATIENT_YEAR: "Patient's &year\u2026",
    Command.NEXT_TO_SETTLE: "&Next to settle",
    Command.PREVIOUS_TO_SETTLE: "Prev&ious to settle",
    Command.CLAIM_STATEMENTS: "Claim modifi&ers\u2026",
    Command.VISIT_LABEL: "Private &label\u2026",
    Command.AUDIT_DAY: "A&udit the day",
    Command.PEOPLE: "&People and clocks\u2026",
    Command.COPY_CLAIM_LINES: "&Copy claim lines",
    Command.COPY_CLAIM_CSV: "Copy claim lines as CS&V",
    Command.PRACTICE: "Practice settin&gs\u2026",
    Command.OWN_WORDS: "Words &for services\u2026",
    Command.PRICE_LIST: "Price &list\u2026",
    Command.USUAL_VISITS: "&Usual visits\u2026",
    Command.SETTINGS: "Settin&gs\u2026",
    Command.COMPARE_RULES: "Compare &rules",
    Command.COMPARE_FEES: "Compare &fees",
    Command.EXPLANATION: "E&xplanation",
    Command.NEXT_PANE: "&Next pane",
    Command.PREVIOUS_PANE: "&Previous pane",
    Command.ZOOM_IN: "Zoom &in",
    Command.ZOOM_OUT: "Zoom &out",
    Command.USUAL_SIZE: "&Usual size",
    Command.ASSISTANT_COLUMN: "&Assistant column",
    Command.GUIDE: "&Guide",
    Command.ABOUT_SERVICE: "Explain thi&s code",
    Command.SHOW_SAMPLE: "&Take the tour",
    Command.ABOUT: "&About Quarterhour",
    Title.TO_SETTLE: "&To settle",
    Title.EXPLANATION: "Explanation",
    Title.PAYMENT: "Payment",
    Title.UNITS: "Units",
    Title.PATIENT_PAYS: "Patient pays",
    Title.MEDICARE_PAYS: "Medicare pays",
    Title.PAYER_PAYS: "Payer pays",
    Title.DISCIPLINE_MENU: "Discipline",
    Title.TIE_MENU: "Which code gets the remaining units?",
    Title.MODIFIER_MENU: "Modifiers",
    Title.SERVICE_DETAILS: "Service details: {}",
    Title.SERVICE_DETAILS_OF_ROW: "Service details: row {}",
    Title.CLAIM_STATEMENTS: "Claim modifiers",
    Title.REVIEW: "Review",
    Title.PAIRS: "Code pairs (NCCI): 59 or X modifiers",
    Title.PATIENT_YEAR: "This patient's year",
    Title.OTHER_PAYERS: "Habilitative or rehabilitative",
    Title.VISIT_LABEL: "Private label",
    Title.PRACTICE: "Practice settings",
    Title.THIS_VISIT: "This visit",
    Title.KEPT_FOR_NEW_VISITS: "This visit and new ones",
    Title.OWN_WORDS: "Words for services",
    Title.PRICE_LIST: "Price list",
    Title.USUAL_VISITS: "Usual visits",
    Title.CODE_RULES: "Rules of new codes",
    Title.SETTINGS: "Settings",
    Title.NEW_VISITS: "New visits",
    Title.WINDOW: "Window",
    Title.COMPARE_RULES: "Compare rules",
    Title.COMPARE_FEES: "Compare fees",
    Title.YEARS: "&Through the years",
    Title.LOCALITIES: "&Across localities",
    Title.FEE_SCHEDULES: "Fee schedules",
    Title.YEARLY_AMOUNTS: "Yearly amounts",
    Title.LOADED: "&Loaded",
    Title.SOURCES: "Sources",
    Title.MISSING: "Missin&g",
    Title.PAGES: "Where CMS publishes these files",
    Title.RESULTS: "R&esults",
    Title.GUIDE: "Guide",
    Title.GUIDE_PAGE: "{} \u2013 Guide",
    Title.ABOUT: "About Quarterhour",
    Title.OPEN_VISIT: "Open",
    Title.SAVE_VISIT: "Save",
    Title.EXPORT: "Export",
    Title.PREVIEW: "{}: print preview",
    Title.IMPORT: "Import CMS downloads",
    Title.IMPORT_FOLDER: "Import a folder of CMS downloads",
    Title.IMPORT_PRICES: "Import a price list",
}
