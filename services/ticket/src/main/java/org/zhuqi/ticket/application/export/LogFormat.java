package org.zhuqi.ticket.application.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/** How the log can be written. */
public enum LogFormat {
    /** Object-centric: ticket, unit and enterprise side by side. OCEL 2.0, JSON (ocel-standard.org, 2023). */
    OCEL("ocel.json", "application/json"),
    /** One case per ticket. XES, XML (IEEE 1849-2016). */
    XES("log.xes", "application/xml"),
    /** One line per event (RFC 4180), with a line of names, in UTF-8. */
    CSV("events.csv", "text/csv;charset=utf-8");

    private final String file;
    private final String mediaType;

    LogFormat(String file, String mediaType) {
        this.file = file;
        this.mediaType = mediaType;
    }

    public String file() {
        return file;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<LogFormat> ofFile(String file) {
        return Arrays.stream(values())
                .filter(format -> format.file.equals(file))
                .findFirst();
    }

    /** Writes as it reads. */
    void write(EventLog.Reading log, LogPeriod period, OutputStream out) throws IOException {
        switch (this) {
            case OCEL -> OcelWriter.write(log, out);
            case XES -> XesWriter.write(log, period, out);
            case CSV -> CsvWriter.write(log, out);
        }
    }
}
