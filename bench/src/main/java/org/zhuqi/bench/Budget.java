package org.zhuqi.bench;

/** What the design allows. */
record Budget(Kind kind, double value, String unit) {
    private enum Kind {
        AT_LEAST("≥"),
        BELOW("<"),
        AT_MOST("≤");

        final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    static Budget atLeast(double value, String unit) {
        return new Budget(Kind.AT_LEAST, value, unit);
    }

    static Budget below(double value, String unit) {
        return new Budget(Kind.BELOW, value, unit);
    }

    static Budget atMost(double value, String unit) {
        return new Budget(Kind.AT_MOST, value, unit);
    }

    boolean isKept(double measured) {
        return switch (kind) {
            case AT_LEAST -> measured >= value;
            case BELOW -> measured < value;
            case AT_MOST -> measured <= value;
        };
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(kind.sign, number(value), unit);
    }

    String inWords(double measured) {
        return "%s %s".formatted(number(measured), unit);
    }

    /** Two digits of what is small: a ratio of 1.2 and one of 1.24 are not the same. */
    private static String number(double number) {
        if (number == Math.rint(number) || number >= 100) {
            return "%,.0f".formatted(number);
        }
        return (number < 10 ? "%.2f" : "%.1f").formatted(number);
    }
}
