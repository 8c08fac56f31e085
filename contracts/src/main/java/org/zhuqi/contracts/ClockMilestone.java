package org.zhuqi.contracts;

/** What can satisfy a stage of the timeliness policy. Any of those that the stage names ends its clock. */
public enum ClockMilestone implements Worded {
    DISPATCHED("派单"),
    ACCEPTED("接单"),
    /** Progress that the enterprise can see, told by the unit itself. */
    PROGRESS("反馈进展"),
    ANSWERED("办结答复"),
    CLOSED("销号");

    private final String zh;

    ClockMilestone(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
