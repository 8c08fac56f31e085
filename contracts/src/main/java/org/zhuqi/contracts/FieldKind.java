package org.zhuqi.contracts;

/** What can be filled into a field of an item's form. */
public enum FieldKind implements Worded {
    TEXT("单行文本"),
    LONG_TEXT("多行文本"),
    NUMBER("数字"),
    CHOICE("单选"),
    CHOICES("多选"),
    DATE("日期"),
    FILE("附件");

    private final String zh;

    FieldKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
