package org.zhuqi.platform.apidocs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.method.HandlerMethod;

/**
 * How an operation is called: of {@code ListingController.close} it is {@code closeListing}, whatever else there is to
 * close; where two services have a controller of that name, by the service, too.
 */
final class OperationIds {
    /** Only until the whole document is known. */
    private static final String HANDLER = "x-handler";

    private OperationIds() {}

    private record Handler(String service, String of, String does) {
        String id() {
            boolean said = does.regionMatches(true, Math.max(0, does.length() - of.length()), of, 0, of.length());
            return said ? does : does + of;
        }

        String idAmongServices() {
            return does + Character.toUpperCase(service.charAt(0)) + service.substring(1) + of;
        }
    }

    static Operation remember(Operation operation, HandlerMethod handler) {
        Class<?> type = handler.getBeanType();
        String[] packages = type.getPackageName().split("\\.");
        Handler remembered = new Handler(
                packages[Math.min(2, packages.length - 1)],
                type.getSimpleName().replaceFirst("Controller$", ""),
                handler.getMethod().getName());
        operation.setOperationId(remembered.id());
        operation.addExtension(HANDLER, remembered);
        return operation;
    }

    static void settle(OpenAPI api) {
        EverySchema.operations(api)
                .collect(Collectors.groupingBy(Operation::getOperationId))
                .values()
                .forEach(OperationIds::apart);
    }

    private static void apart(List<Operation> sharing) {
        for (Operation operation : sharing) {
            if (operation.getExtensions() != null
                    && operation.getExtensions().remove(HANDLER) instanceof Handler handler
                    && sharing.size() > 1) {
                operation.setOperationId(handler.idAmongServices());
            }
        }
    }
}
