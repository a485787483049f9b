package com.hexabuilders.onboarding.management;

import java.util.EnumSet;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.springframework.stereotype.Component;

/**
 * What Jolokia asks before it touches a bean: it may do what {@link ManagedBeans} lists, and write
 * nothing. Hosts and origins are the security room's business.
 */
@Component
class ListedBeansOnly implements Restrictor {

  private static final Set<RequestType> TYPES =
      EnumSet.of(
          RequestType.READ,
          RequestType.EXEC,
          RequestType.LIST,
          RequestType.SEARCH,
          RequestType.VERSION);

  @Override
  public boolean isHttpMethodAllowed(HttpMethod method) {
    return method == HttpMethod.POST;
  }

  @Override
  public boolean isTypeAllowed(RequestType type) {
    return TYPES.contains(type);
  }

  @Override
  public boolean isAttributeReadAllowed(ObjectName bean, String attribute) {
    return ManagedBeans.kind(bean).filter(k -> k.attributes().contains(attribute)).isPresent();
  }

  @Override
  public boolean isAttributeWriteAllowed(ObjectName bean, String attribute) {
    return false;
  }

  @Override
  public boolean isOperationAllowed(ObjectName bean, String operation) {
    return ManagedBeans.isLook(bean, operation) || ManagedBeans.isAct(bean, operation);
  }

  @Override
  public boolean isRemoteAccessAllowed(String... hostOrAddress) {
    return true;
  }

  @Override
  public boolean isOriginAllowed(String origin, boolean strictly) {
    return true;
  }

  @Override
  public boolean isObjectNameHidden(ObjectName bean) {
    return ManagedBeans.kind(bean).isEmpty();
  }
}
