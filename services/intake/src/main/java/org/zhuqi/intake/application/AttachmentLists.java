package org.zhuqi.intake.application;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.zhuqi.contracts.Attachment;

/** Which fields of a command or an event hold attachments: those that are lists of them, whatever they are called. */
final class AttachmentLists {
    private record Field(String name, Method accessor) {}

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> record) {
            RecordComponent[] components = record.getRecordComponents();
            return components == null
                    ? List.of()
                    : Arrays.stream(components)
                            .filter(AttachmentLists::isList)
                            .map(component -> new Field(component.getName(), component.getAccessor()))
                            .toList();
        }
    };

    private AttachmentLists() {}

    private static boolean isList(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type
                && type.getRawType() == List.class
                && type.getActualTypeArguments()[0] == Attachment.class;
    }

    static List<String> namesIn(Class<?> record) {
        return FIELDS.get(record).stream().map(Field::name).toList();
    }

    static List<Attachment> in(Object message) {
        return FIELDS.get(message.getClass()).stream()
                .flatMap(field -> read(field, message))
                .toList();
    }

    private static Stream<Attachment> read(Field field, Object message) {
        try {
            return ((List<?>) field.accessor().invoke(message)).stream().map(Attachment.class::cast);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
