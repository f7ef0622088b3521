#!/bin/sh
# Makes the fonts in this folder from Debian packages. Run once; the results are committed and are
# the same bytes for the same package versions (README.md names them).
#
# Needs: apt-get, dpkg-deb, python3 with fontTools 4.x (`pip install fonttools`).
# Usage: make-fonts.sh [folder for the packages, default: a temporary one]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$(mktemp -d)}
python=${PYTHON:-python3}
mkdir -p "$work"
cd "$work"
for package in texlive-lang-chinese fonts-lxgw-wenkai fonts-noto-cjk fonts-noto-cjk-extra unicode-data; do
    ls "$package"_*.deb >/dev/null 2>&1 ||
        apt-get -o DPkg::Lock::Timeout=400 download "$package"
    mkdir -p "tree/$package"
    if [ "$package" = texlive-lang-chinese ]; then
        dpkg-deb --fsys-tarfile "$package"_*.deb |
            tar -x -C "tree/$package" --wildcards '*fandol*'
    else
        dpkg-deb -x "$package"_*.deb "tree/$package"
    fi
done

# FandolFang: whole and unmodified (GPL with font exception).
fandol=tree/texlive-lang-chinese/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
cp "$fandol/FandolFang-Regular.otf" "$here/FandolFang-Regular.otf"
zcat tree/texlive-lang-chinese/usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz \
    > "$here/FandolFang-Regular.COPYING"

"$python" "$here/subset.py" "$work/tree" "$here"
