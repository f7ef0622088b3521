/* A stand-in for the tests under wine only, never shipped: the programs are linked with Windows' own
 * drawing of PDF pages for printing, and wine 8 does not have it. Nothing can be printed with this. */
#include <windows.h>

__declspec(dllexport) HRESULT WINAPI PdfCreateRenderer(void *device, void **renderer)
{
    (void)device;
    *renderer = NULL;
    return E_NOTIMPL;
}
