/** Sockets at which container engines take orders: who can write there is root on the host. */

const SOCKETS =
  /^\/(?:var\/)?run\/(?:docker\.sock|docker|containerd(?:\/containerd\.sock)?|k3s\/containerd\/containerd\.sock|crio(?:\/crio\.sock)?|podman\/podman\.sock|cri-dockerd\.sock|dockershim\.sock)$/;

export function isRuntimeSocket(path: string): boolean {
  return SOCKETS.test(path.trim());
}
