package org.zhuqi.contracts;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The parts of any record, for what has to look through messages of all types. How to read them is worked out once a type. */
public final class RecordParts {
    private static final ClassValue<List<Part>> OF_TYPES = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
        }
    };

    private RecordParts() {}

    private record Part(String name, MethodHandle accessor) {
        static Part of(RecordComponent component) {
            Method method = component.getAccessor();
            method.setAccessible(true);
            try {
                return new Part(
                        component.getName(),
                        MethodHandles.lookup()
                                .unreflect(method)
                                .asType(MethodType.methodType(Object.class, Object.class)));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }

        @Nullable
        Object of(Record whole) {
            try {
                return (@Nullable Object) accessor.invokeExact((Object) whole);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("cannot read '%s' of %s".formatted(name, whole.getClass()), e);
            }
        }
    }

    /** Hands over the name and the value of each part, in the order in which they are declared. */
    public static void forEach(Record whole, BiConsumer<String, @Nullable Object> each) {
        for (Part part : OF_TYPES.get(whole.getClass())) {
            each.accept(part.name(), part.of(whole));
        }
    }
}
