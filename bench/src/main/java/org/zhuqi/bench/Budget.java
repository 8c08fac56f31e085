package org.zhuqi.bench;

/** What the design allows. */
record Budget(boolean most, double value, String unit) {

    static Budget atLeast(double value, String unit) {
        return new Budget(false, value, unit);
    }

    static Budget below(double value, String unit) {
        return new Budget(true, value, unit);
    }

    boolean isKept(double measured) {
        return most ? measured < value : measured >= value;
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(most ? "<" : "≥", number(value), unit);
    }

    String inWords(double measured) {
        return "%s %s".formatted(number(measured), unit);
    }

    private static String number(double number) {
        return number >= 100
                ? "%,.0f".formatted(number)
                : number == Math.rint(number) ? "%.0f".formatted(number) : "%.1f".formatted(number);
    }
}
