package org.zhuqi.platform.calendar;

/** What a span is counted in: working time stands still outside business hours, natural time never does. */
public enum SpanUnit {
    WORKING_MINUTE("working minutes", "个工作分钟"),
    WORKING_HOUR("working hours", "个工作小时"),
    WORKING_DAY("working days", "个工作日"),
    NATURAL_MINUTE("natural minutes", "分钟"),
    NATURAL_HOUR("natural hours", "小时"),
    NATURAL_DAY("natural days", "个自然日");

    private final String en;
    private final String zh;

    SpanUnit(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    public boolean isWorking() {
        return switch (this) {
            case WORKING_MINUTE, WORKING_HOUR, WORKING_DAY -> true;
            case NATURAL_MINUTE, NATURAL_HOUR, NATURAL_DAY -> false;
        };
    }

    /** In the plural, as in "5 working days". */
    public String en() {
        return en;
    }

    /** As it follows a number: "5" and "个工作日". */
    public String zh() {
        return zh;
    }

    boolean isDay() {
        return this == WORKING_DAY || this == NATURAL_DAY;
    }

    /** In the singular, as in "1 working day". */
    String enSingular() {
        return en.substring(0, en.length() - 1);
    }
}
