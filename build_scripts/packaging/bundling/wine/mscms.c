/* Stands in for a part of Windows 10 that Wine 8 lacks: color profiles, none of which opens. It is
   put into a Wine prefix for checks, and never shipped. */

#define FAILS(name) __declspec(dllexport) void *name(void) { return 0; }

FAILS(GetColorProfileFromHandle)
FAILS(CloseColorProfile)
FAILS(WcsCreateIccProfile)
FAILS(OpenColorProfileW)
