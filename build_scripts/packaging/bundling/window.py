"""What the executable with the window starts."""

import sys

from quarterhour.windowed import run

sys.exit(run())
