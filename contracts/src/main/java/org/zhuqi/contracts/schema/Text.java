package org.zhuqi.contracts.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds of a text, in characters as JSON Schema and PostgreSQL count them (Unicode code points). A text that must be
 * there must also say something: {@code min} is 1, and blanks alone do not count.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Text {
    int min() default 1;

    int max();
}
