package org.zhuqi.directory.login.web;

import io.nayuki.qrcodegen.QrCode;

/** A QR code (ISO/IEC 18004) as the path of an SVG, one unit a module. */
public record QrPicture(int size, String path) {
    /** Light modules around it, as the standard asks for. */
    private static final int QUIET_ZONE = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + QUIET_ZONE, y + QUIET_ZONE));
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET_ZONE, path.toString());
    }

    public String viewBox() {
        return "0 0 %d %d".formatted(size, size);
    }
}
