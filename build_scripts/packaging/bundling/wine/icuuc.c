/* Stands in for a part of Windows 10 that Wine 8 lacks: text converters, none of which opens. Qt
   then uses its own. It is put into a Wine prefix for checks, and never shipped. */

#define FAILS(name) __declspec(dllexport) void *name(void) { return 0; }

FAILS(ucnv_open)
FAILS(ucnv_close)
FAILS(ucnv_reset)
FAILS(ucnv_getMaxCharSize)
FAILS(ucnv_getName)
FAILS(ucnv_getToUCallBack)
FAILS(ucnv_getFromUCallBack)
FAILS(ucnv_setToUCallBack)
FAILS(ucnv_setFromUCallBack)
FAILS(ucnv_cbToUWriteUChars)
FAILS(ucnv_cbFromUWriteUChars)
FAILS(ucnv_toUnicode)
FAILS(ucnv_fromUnicode)
FAILS(ucnv_toUCountPending)
FAILS(ucnv_fromUCountPending)
FAILS(ucnv_getStandardName)
FAILS(ucnv_getAvailableName)
FAILS(ucnv_countAvailable)
