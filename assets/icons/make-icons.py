"""Draws the program's icon: the character 公 on a red sheet, from the house's own serif font.

Needs Pillow; run in the repository's root: python3 assets/icons/make-icons.py
"""
from PIL import Image, ImageDraw, ImageFont

SIZE = 512
FONT = "assets/fonts/NotoSerifCJKsc-Black.otf"

sheet = Image.new("RGBA", (SIZE, SIZE), (0, 0, 0, 0))
pen = ImageDraw.Draw(sheet)
pen.rounded_rectangle((24, 24, SIZE - 24, SIZE - 24), radius=72, fill=(176, 18, 24, 255))
pen.rounded_rectangle((52, 52, SIZE - 52, SIZE - 52), radius=50, outline=(255, 255, 255, 255), width=8)
font = ImageFont.truetype(FONT, 310)
left, top, right, bottom = pen.textbbox((0, 0), "公", font=font)
pen.text(((SIZE - left - right) / 2, (SIZE - top - bottom) / 2), "公", font=font, fill=(255, 255, 255, 255))
sheet.save("assets/icons/icon.png", optimize=True)
sheet.save("assets/icons/icon.ico", sizes=[(16, 16), (24, 24), (32, 32), (48, 48), (64, 64), (128, 128), (256, 256)])

# The side of the installer's first and last page, as large as its wizard has it.
side = Image.new("RGB", (164, 314), (176, 18, 24))
small = sheet.resize((104, 104), Image.LANCZOS)
side.paste(small, (30, 64), small)
pen = ImageDraw.Draw(side)
pen.text((82, 196), "政务公开", font=ImageFont.truetype(FONT, 26), fill=(255, 255, 255), anchor="mm")
side.quantize(32).save("assets/packaging/windows/side.bmp")
