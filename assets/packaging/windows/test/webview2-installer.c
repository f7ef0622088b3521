/* Plays the offline installer of WebView2 in the tests under wine, never shipped: it writes down the
 * version where the real one does, and only when it is called as ours must call it. */
#include <windows.h>
#include <string.h>

int main(int count, char **words)
{
    static const char place[] =
        "Software\\Microsoft\\EdgeUpdate\\Clients\\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    static const char version[] = "999.0.1.2";
    HKEY key;
    if (count != 3 || strcmp(words[1], "/silent") || strcmp(words[2], "/install"))
        return 2;
    if (RegCreateKeyA(HKEY_CURRENT_USER, place, &key))
        return 3;
    return RegSetValueExA(key, "pv", 0, REG_SZ, (const BYTE *)version, sizeof version) ? 3 : 0;
}
